import type { ComposeTemplate } from '../../../contract/compose-files';
import { postgresAdminer, redisWeb } from './databases';
import { nginxSite, nodeApp } from './web';
import { pythonWorker } from './worker';

/** To begin with, on images that anybody can pull. */
export const TEMPLATES: readonly ComposeTemplate[] = [nginxSite, postgresAdminer, redisWeb, nodeApp, pythonWorker];
