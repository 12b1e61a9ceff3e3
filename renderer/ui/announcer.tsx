import { useEffect } from 'react';
import { useAnnouncement, watchTyping } from './announcer-store';

/** Once a page: the one region that `announce` speaks through. It is there before its first words, or they are not read out. */
export function Announcer() {
  const { words, turn } = useAnnouncement();
  useEffect(watchTyping, []);
  return (
    <div className="sw-hidden" role="status" aria-live="polite" aria-atomic>
      {/* Words that are the same as before are news only in an element that is not. */}
      <span key={turn}>{words}</span>
    </div>
  );
}
