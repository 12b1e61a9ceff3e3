import { IconBox, IconLink, IconLock, IconNetwork, IconPlugConnected } from '@tabler/icons-react';

const ICONS = {
  ...{ container: IconBox, joined: IconLink, internal: IconLock, network: IconNetwork, port: IconPlugConnected },
} as const;

type GlyphName = keyof typeof ICONS;

const NAMES: readonly GlyphName[] = ['container', 'joined', 'internal', 'network', 'port'];
const idOf = (name: GlyphName): string => `network-map-${name}`;

/** Each picture once, however many hundred nodes show it. Goes into the map's SVG. */
export const Glyphs = () => (
  <defs>
    {NAMES.map((name) => {
      const Icon = ICONS[name];
      return (
        <symbol key={name} id={idOf(name)} viewBox="0 0 24 24">
          <Icon size={24} />
        </symbol>
      );
    })}
  </defs>
);

export const Glyph = ({ name, size }: { readonly name: GlyphName; readonly size: number }) => (
  <svg width={size} height={size} aria-hidden>
    <use href={`#${idOf(name)}`} />
  </svg>
);
