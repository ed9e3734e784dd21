// The console as any web server serves it: a folder of files, and nothing more.

import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What was built: HEADROOM_CONSOLE, or what `npm --prefix console run build` leaves. */
const FOLDER =
  process.env.HEADROOM_CONSOLE ?? fileURLToPath(new URL('../../../console/dist/', import.meta.url));

const TYPES: Record<string, string | undefined> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
};

export class Site {
  private constructor(
    private readonly server: Server,
    /** Such as http://127.0.0.1:41234/. */
    readonly url: string,
  ) {}

  static async open(): Promise<Site> {
    const index = join(FOLDER, 'index.html');
    await readFile(index).catch(() => {
      throw new Error(`there is no ${index}: 'npm --prefix console run build' makes it`);
    });
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const path = normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
      readFile(join(FOLDER, path)).then(
        (content) => {
          const type = TYPES[extname(path)] ?? 'application/octet-stream';
          response.writeHead(200, { 'content-type': type }).end(content);
        },
        () => response.writeHead(404).end(),
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Site(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}
