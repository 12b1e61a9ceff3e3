// electron-builder calls this before it signs: what is wrong with the package ends the build.
/** @param {import('./check-package.mjs').Context} context */
exports.default = async (context) => {
  const { checkPackage } = await import('./check-package.mjs');
  await checkPackage(context);
};
