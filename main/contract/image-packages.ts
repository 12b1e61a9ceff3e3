import * as v from 'valibot';

/** Who says that it is installed. */
export const packageKind = v.picklist(['deb', 'apk', 'rpm', 'npm', 'pypi', 'golang']);
export type PackageKind = v.InferOutput<typeof packageKind>;

/** One package that is installed in an image. All strings are the image's and hostile. */
export const imagePackage = v.object({
  kind: packageKind,
  name: v.string(),
  version: v.string(),
  /** As its own files say; several are joined with ` AND `. Empty: they do not. */
  licence: v.string(),
  /** `amd64`; empty: it is for all, or does not say. */
  architecture: v.string(),
  /** The file that says so. */
  path: v.string(),
});
export type ImagePackage = v.InferOutput<typeof imagePackage>;
