import type { ImagePackage } from '../../../contract/image-packages';
import { isExpression, isLicenceId } from './licence-ids';
import { purlOf } from './purl';
import { type Subject, TOOL } from './subject';

const licencesOf = ({ licence }: ImagePackage): object => {
  if (licence === '') return {};
  if (isLicenceId(licence)) return { licenses: [{ license: { id: licence } }] };
  if (isExpression(licence)) return { licenses: [{ expression: licence }] };
  return { licenses: [{ license: { name: licence } }] };
};

/** CycloneDX 1.5, JSON: https://cyclonedx.org/docs/1.5/json/. */
export function cycloneDx({ imageId, name, found, created, uuid }: Subject): object {
  const { system } = found;
  const components = found.packages.map((one, index) => ({
    ...{ type: 'library', 'bom-ref': `package-${String(index)}`, name: one.name, version: one.version },
    purl: purlOf(one, system),
    ...licencesOf(one),
    properties: [{ name: 'slipway:path', value: one.path }],
  }));
  const [distribution = '', release = ''] = system.split(' ');
  const own = { type: 'operating-system', 'bom-ref': 'system', name: distribution, version: release };
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    serialNumber: `urn:uuid:${uuid}`,
    version: 1,
    metadata: {
      timestamp: created,
      tools: { components: [{ type: 'application', name: TOOL }] },
      component: { type: 'container', 'bom-ref': 'image', name, version: imageId },
    },
    components: system === '' ? components : [own, ...components],
  };
}
