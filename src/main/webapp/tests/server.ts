import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Reply {
  status: number;
  body?: string;
}

/** A real HTTP server that notes what it hears and answers what the test says. */
export class ListeningServer {
  readonly heard: Heard[] = [];

  private constructor(private readonly server: Server) {}

  static async start(answer: (heard: Heard) => Reply): Promise<ListeningServer> {
    const server = createServer();
    const listening = new ListeningServer(server);
    server.on('request', (request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        const heard = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
        listening.heard.push(heard);
        const reply = answer(heard);
        response.writeHead(reply.status, { 'Content-Type': 'application/json', Connection: 'close' }).end(reply.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return listening;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get last(): Heard {
    const last = this.heard.at(-1);
    if (last === undefined) throw new Error('nothing was heard');
    return last;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
