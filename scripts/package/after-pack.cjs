// electron-builder calls this before it signs: what is wrong with the package ends the build.
exports.default = async (context) => {
  const { checkPackage } = await import('./check-package.mjs');
  await checkPackage(context);
};
