export const SERVICE_NAMES = ['mariadb', 'redis', 'temporal', 'worker', 'api', 'codec'] as const;
type ServiceName = (typeof SERVICE_NAMES)[number];

/** How to ask a service, in its own protocol, whether it is ready. A bare TCP connect would upset some. */
export type Probe =
  | { kind: 'mariadb'; url: string }
  | { kind: 'redis'; url: string }
  | { kind: 'temporal'; address: string; namespace: string }
  | { kind: 'http'; url: string };

export type Service = {
  name: ServiceName;
  command: string;
  args: string[];
  cwd: string;
  environment: Record<string, string>;
  port: number;
  probe: Probe;
  readyWithinMs: number;
  stopWithinMs: number;
};

/** Runs once, between two services; what follows waits for its end. */
export type Task = Pick<Service, 'command' | 'args' | 'cwd' | 'environment'> & { name: 'migrate' };

/** A service that somebody else runs and whose address was given to us. */
export type GivenService = { name: ServiceName; probe: Probe };
