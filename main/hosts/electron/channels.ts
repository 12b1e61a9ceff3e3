/** page -> main, through the preload: asks for a port. */
export const REQUEST_PORT = 'slipway:request-port';
/** main -> preload -> page, with one MessagePort. */
export const PORT = 'slipway:port';
