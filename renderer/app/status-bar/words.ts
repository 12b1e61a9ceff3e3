const MEGA = 1e6;

/** `0.3 %` of one core. */
export const shareWords = (share: number | null): string => (share === null ? '– %' : `${(share * 100).toFixed(1)} %`);

export const megabytes = (bytes: number): string => `${Math.round(bytes / MEGA).toLocaleString()} MB`;
