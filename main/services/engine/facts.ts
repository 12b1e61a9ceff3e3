import * as v from 'valibot';
import type { EngineFacts } from '../../contract/engine';
import { EngineError, type EngineClient } from './types';
import { say } from '../../../texts/say';

const text = v.fallback(v.string(), '');
const count = v.fallback(v.pipe(v.number(), v.finite()), 0);

const info = v.object({
  OperatingSystem: text,
  OSType: text,
  Architecture: text,
  KernelVersion: text,
  Driver: text,
  LoggingDriver: text,
  CgroupDriver: text,
  CgroupVersion: text,
  NCPU: count,
  MemTotal: count,
  DockerRootDir: text,
  Containers: count,
  ContainersRunning: count,
  ContainersPaused: count,
  ContainersStopped: count,
  Images: count,
  Warnings: v.fallback(v.array(v.fallback(v.string(), '')), []),
});

const version = v.object({ Version: text, ApiVersion: text, MinAPIVersion: text });

/** What the engine leaves out gets a neutral value. Throws EngineError. */
export async function readFacts(client: EngineClient, negotiatedApiVersion: string): Promise<EngineFacts> {
  const [about, versions] = await Promise.all([
    client.json({ method: 'GET', path: '/info' }),
    client.json({ method: 'GET', path: '/version' }),
  ]);
  const i = parse(info, about, '/info');
  const { Version, ApiVersion, MinAPIVersion } = parse(version, versions, '/version');
  return {
    version: Version,
    apiVersion: ApiVersion,
    minApiVersion: MinAPIVersion,
    negotiatedApiVersion,
    operatingSystem: i.OperatingSystem,
    osType: i.OSType,
    architecture: i.Architecture,
    kernelVersion: i.KernelVersion,
    storageDriver: i.Driver,
    loggingDriver: i.LoggingDriver,
    cgroupDriver: i.CgroupDriver,
    cgroupVersion: i.CgroupVersion,
    cpus: i.NCPU,
    memoryBytes: i.MemTotal,
    dockerRootDir: i.DockerRootDir,
    containers: {
      total: i.Containers,
      running: i.ContainersRunning,
      paused: i.ContainersPaused,
      stopped: i.ContainersStopped,
    },
    images: i.Images,
    warnings: i.Warnings.filter((warning) => warning !== ''),
  };
}

/** Throws EngineError `malformed` when the answer is not even an object. */
export function parse<S extends v.GenericSchema>(schema: S, value: unknown, path: string): v.InferOutput<S> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  throw new EngineError('malformed', say("The engine's answer to {path} is not what the API says.", { path }));
}
