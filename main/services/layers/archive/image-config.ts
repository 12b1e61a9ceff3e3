import { list, type Loose, record, text, time } from '../../engine/loose';

/** An image's config file, as far as it is shown. All strings are hostile. */
export interface ImageConfig {
  readonly platform: string;
  /** What a container of it is made with: `Env`, `Cmd`, `Labels` ... as it stands there. */
  readonly config: Loose;
  /** Of the history's steps those that made a layer, the lowest first. */
  readonly commands: readonly LayerCommand[];
}

export interface LayerCommand {
  readonly command: string;
  /** ms since the epoch. */
  readonly created: number | null;
}

export function readImageConfig(value: unknown): ImageConfig {
  const config = record(value);
  const commands = list(config.history)
    .map(record)
    .filter(({ empty_layer: isEmpty }) => isEmpty !== true)
    .map((step) => ({ command: text(step.created_by), created: time(step.created) }));
  const platform = [config.os, config.architecture, config.variant].map(text).filter((part) => part !== '');
  return { platform: platform.join('/'), config: record(config.config), commands };
}
