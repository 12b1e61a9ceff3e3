import { findPortHolder } from '../../app';

/** Why listening failed, in one line for the user. */
export const listenFailure = async (error: unknown, port: number, platform: NodeJS.Platform): Promise<string> => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES') return `Port ${port} is not for this user: choose one above 1023 with --port.`;
  if (code !== 'EADDRINUSE') return `Cannot listen on port ${port}: ${String(error)}`;
  const holder = await findPortHolder(port, platform);
  const who = holder === null ? 'another program' : `${holder.name} (process ${holder.pid})`.trim();
  return `Port ${port} is taken by ${who}. Choose another with --port, or leave --port out for a free one.`;
};
