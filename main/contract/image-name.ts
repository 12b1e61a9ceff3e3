// The grammar of github.com/distribution/reference, which the CLI and the engine share.
const LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const PATH_PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';

/** `docker.io`, `127.0.0.1:5000`, `[::1]:5000`. */
export const REGISTRY = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
/** Within a registry: `library/nginx`. */
export const REPOSITORY = new RegExp(`^${PATH_PART}(?:/${PATH_PART})*$`);
export const TAG = /^\w[\w.-]{0,127}$/;
export const DIGEST = /^(sha256|sha384|sha512):([0-9a-f]+)$/;
