import { isExpression } from './licence-ids';
import { purlOf } from './purl';
import { type Subject, TOOL } from './subject';

const NONE_SAID = 'NOASSERTION';

/** What is no expression gets a name in this document, and its words beside it. */
function createReferences() {
  const ids = new Map<string, string>();
  return {
    of(licence: string): string {
      if (licence === '') return NONE_SAID;
      if (isExpression(licence)) return licence;
      const id = ids.get(licence) ?? `LicenseRef-${String(ids.size + 1)}`;
      ids.set(licence, id);
      return id;
    },
    all: () => [...ids].map(([licence, licenseId]) => ({ licenseId, extractedText: licence, name: licence })),
  };
}

/** SPDX 2.3, JSON: https://spdx.github.io/spdx-spec/v2.3/. */
export function spdx({ imageId, name, found, created, uuid }: Subject): object {
  const references = createReferences();
  const common = {
    ...{ downloadLocation: NONE_SAID, filesAnalyzed: false },
    ...{ licenseConcluded: NONE_SAID, copyrightText: NONE_SAID },
  };
  const packages = found.packages.map((one, index) => ({
    ...{ SPDXID: `SPDXRef-Package-${String(index)}`, name: one.name, versionInfo: one.version, ...common },
    licenseDeclared: references.of(one.licence),
    sourceInfo: `said by ${one.path}`,
    externalRefs: [
      {
        referenceCategory: 'PACKAGE-MANAGER',
        referenceType: 'purl',
        referenceLocator: purlOf(one, found.system),
      },
    ],
  }));
  const image = {
    ...{ SPDXID: 'SPDXRef-Image', name, versionInfo: imageId, ...common },
    ...{ licenseDeclared: NONE_SAID, primaryPackagePurpose: 'CONTAINER' },
  };
  const extracted = references.all();
  return {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name,
    documentNamespace: `urn:uuid:${uuid}`,
    creationInfo: { created, creators: [`Tool: ${TOOL}`] },
    packages: [image, ...packages],
    ...(extracted.length === 0 ? {} : { hasExtractedLicensingInfos: extracted }),
    relationships: [
      relationship('SPDXRef-DOCUMENT', 'DESCRIBES', 'SPDXRef-Image'),
      ...packages.map(({ SPDXID }) => relationship('SPDXRef-Image', 'CONTAINS', SPDXID)),
    ],
  };
}

const relationship = (spdxElementId: string, relationshipType: string, relatedSpdxElement: string): object => ({
  ...{ spdxElementId, relationshipType, relatedSpdxElement },
});
