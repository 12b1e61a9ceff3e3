import { t } from './i18n';

type Words = readonly [title: string, advice: string, engineWords?: string];

/** Why something was not brought over from another engine. `subject` and `detail` may hold engine text. */
export function importFaultWords(fault: string, subject: string, detail: string): Words {
  switch (fault) {
    case 'busy':
      return [t('Another import is under way.'), t('Wait until it is over, or cancel it.')];
    case 'same-engine':
      return [t('This engine is the one in use.'), t('Choose another one to import from.')];
    case 'nothing':
      return [t('There is nothing left to import.'), ''];
    case 'differs':
      return [
        t('What is at the target is not what was read.'),
        t('Do not rely on it. Nothing was changed at the source.'),
        detail,
      ];
    case 'taken':
      return [
        t('The name is taken at the target.'),
        t('Import it under another name, or replace what is there.'),
        subject,
      ];
    default:
      return [t('This is not there any more.'), t('It was removed meanwhile. Nothing was done.'), subject];
  }
}

/** Why the welcome container does not run. */
export function welcomeFaultWords(fault: string, detail: string): Words {
  switch (fault) {
    case 'architecture':
      return [
        t('There is no welcome container for this kind of engine.'),
        t('It runs on Linux engines with amd64 or arm64 processors. Everything else in Slipway works.'),
        detail,
      ];
    case 'image':
      return [t('The engine could not make the welcome image.'), t('Its own words say why.'), detail];
    case 'names':
      return [
        t('All names of the welcome container are taken.'),
        t('Rename or delete one of these containers.'),
        detail,
      ];
    default:
      return [t('The welcome container ended at once.'), t('Its page under Containers says why.'), detail];
  }
}
