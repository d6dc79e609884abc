// A reverse proxy as stands before a server in real life: it adds the address of the client.
import http from 'node:http';

/** Says whom the next requests come from. */
export class Proxy {
  /** The client's address, as the proxy would see it. */
  client = '192.0.2.1';
  #server;

  static async listen(port, target) {
    const proxy = new Proxy();
    const { hostname, port: targetPort } = new URL(target);
    proxy.#server = http.createServer((request, response) => {
      const forward = http.request({
        host: hostname === 'localhost' ? '127.0.0.1' : hostname,
        port: targetPort,
        method: request.method,
        path: request.url,
        headers: { ...request.headers, 'x-forwarded-for': proxy.client },
      });
      forward.on('response', answer => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      });
      forward.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
      response.on('close', () => forward.destroy());
      request.pipe(forward);
    });
    await listening(proxy.#server, port);
    return proxy;
  }

  close() {
    return closed(this.#server);
  }
}

/** A customer's site of one page, on a server of its own; answers where it is. */
export async function customerSite(host, scriptUrl) {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${host}</title>
    <script async src="${scriptUrl}"></script><h1>A page of ${host}</h1>`;
  const server = http.createServer((request, response) => {
    const known = request.url === '/';
    response.writeHead(known ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(known ? page : '');
  });
  await listening(server, 0);
  return { url: `http://${host}:${server.address().port}/`, close: () => closed(server) };
}

function listening(server, port) {
  return new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
}

function closed(server) {
  server.closeAllConnections();
  return new Promise(resolve => server.close(resolve));
}
