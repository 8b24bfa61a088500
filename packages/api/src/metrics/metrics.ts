import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** How one request ended. */
export type RequestFacts = {
  /** The procedure or door; never an id or a name that a person gave. */
  readonly door: string
  readonly status: number
  readonly durationMs: number
}

/** What is asked of the running server whenever somebody reads the metrics. */
export type Gauges = Readonly<
  Record<string, { readonly help: string; readonly read: () => number }>
>

const requestBucketsS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const operationBucketsS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5]
const batchBuckets = [1, 2, 4, 8, 16, 32, 64, 128, 256, 400]

/**
 * What the server tells an operator in numbers, in the text format of Prometheus. No label holds
 * what people write: not a name, not an id, not a word of a document.
 */
export class Metrics {
  readonly #registry = new Registry()
  readonly #requests = new Histogram({
    name: 'parallax_request_seconds',
    help: 'Time to the end of an answer, by procedure or door and status.',
    labelNames: ['door', 'status'],
    buckets: requestBucketsS,
    registers: [this.#registry],
  })
  readonly #operations = new Histogram({
    name: 'parallax_operation_seconds',
    help: 'Time from taking an operation in until it was answered, committed or not.',
    labelNames: ['result'],
    buckets: operationBucketsS,
    registers: [this.#registry],
  })
  readonly #batches = new Histogram({
    name: 'parallax_batch_operations',
    help: 'Operations that were written by one call.',
    buckets: batchBuckets,
    registers: [this.#registry],
  })
  readonly #exportedBytes = new Counter({
    name: 'parallax_exported_bytes_total',
    help: 'Bytes of projects written out.',
    registers: [this.#registry],
  })

  request({ door, status, durationMs }: RequestFacts): void {
    const kind = `${Math.floor(status / 100)}xx`
    this.#requests.observe({ door, status: kind }, durationMs / 1_000)
  }

  operation(result: 'ok' | 'refused' | 'retry' | 'fault', durationMs: number): void {
    this.#operations.observe({ result }, durationMs / 1_000)
  }

  batch(operationCount: number): void {
    this.#batches.observe(operationCount)
  }

  exported(bytes: number): void {
    this.#exportedBytes.inc(bytes)
  }

  /** Adds numbers that are read when somebody asks. */
  watch(gauges: Gauges): void {
    for (const [name, { help, read }] of Object.entries(gauges)) {
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers: [this.#registry],
        collect: () => gauge.set(read()),
      })
    }
  }

  /** Adds what Node knows of its process: memory, CPU, how late the event loop is. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.#registry })
  }

  /** Everything, in the text format of Prometheus. */
  async text(): Promise<{ readonly mediaType: string; readonly body: string }> {
    return { mediaType: this.#registry.contentType, body: await this.#registry.metrics() }
  }
}
