import type { DockerfileLanguageService } from 'dockerfile-language-service';
import { DockerfileLanguageServiceFactory } from './without-node';

const makeService = (): DockerfileLanguageService => {
  const service = DockerfileLanguageServiceFactory.createLanguageService();
  service.setCapabilities({
    completion: { completionItem: { documentationFormat: ['plaintext'] } },
    hover: { contentFormat: ['plaintext'] },
  });
  return service;
};

/** What knows Dockerfiles. It keeps nothing of them. */
export const service = makeService();
