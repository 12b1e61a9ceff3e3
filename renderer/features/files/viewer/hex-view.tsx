import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { HEX_COLUMNS, hexLine } from './hex';
import classes from './viewer.module.css';

const LINE = 18;

/** Bytes as `hexdump -C` shows them, virtualized. */
export function HexView({ bytes, label }: { readonly bytes: Uint8Array; readonly label: string }) {
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoized over what it returns
  const lines = useVirtualizer({
    count: Math.ceil(bytes.length / HEX_COLUMNS),
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    overscan: 20,
  });
  return (
    <div ref={scroller} className={classes.hex} tabIndex={0} role="group" aria-label={label}>
      <div className={classes.hexLines} style={{ height: lines.getTotalSize() }}>
        {lines.getVirtualItems().map(({ index, start }) => (
          <div key={index} className={classes.hexLine} style={{ transform: `translateY(${start}px)` }}>
            {hexLine(bytes, index)}
          </div>
        ))}
      </div>
    </div>
  );
}
