/** page -> main, through the preload: asks for a port. */
export const REQUEST_PORT = 'slipway:request-port';
/** main -> preload -> page, with one MessagePort. */
export const PORT = 'slipway:port';
/** page -> main, through the preload: a ticket's url, and the path of the file that the user chose for it. */
export const SEND_FILE = 'slipway:send-file';
