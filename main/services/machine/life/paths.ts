import path from 'node:path';

/** Where the machine keeps what. */
export interface MachinePaths {
  /** `<dataDir>/machine`. */
  readonly root: string;
  /** The driver's own: sockets, pid file, logs. */
  readonly driver: string;
  readonly tls: string;
  readonly dataDisk: string;
  readonly configDisk: string;
  readonly snapshots: string;
  /** Downloaded images. */
  readonly images: string;
  /** What was given to the machine that runs now. */
  readonly notes: string;
}

export const machinePaths = (dataDir: string): MachinePaths => {
  const root = path.join(dataDir, 'machine');
  return {
    root,
    driver: path.join(root, 'vm'),
    tls: path.join(root, 'tls'),
    dataDisk: path.join(root, 'data.raw'),
    configDisk: path.join(root, 'config.tar'),
    snapshots: path.join(root, 'snapshots'),
    images: path.join(root, 'images'),
    notes: path.join(root, 'machine.json'),
  };
};
