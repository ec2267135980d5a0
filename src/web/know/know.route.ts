/** All addresses of public information: news, the handbook, open data. */
import type { Hono } from 'hono';
import type { Site, WebEnv } from '../request.ts';
import { dataRoutes } from './data.route.ts';
import { deskNewsRoutes } from './desk.route.ts';
import { handbookRoutes } from './handbook.route.ts';
import { newsRoutes } from './news.route.ts';

export function knowRoutes(app: Hono<WebEnv>, site: Site): void {
  newsRoutes(app, site);
  deskNewsRoutes(app, site);
  handbookRoutes(app, site);
  dataRoutes(app, site);
}
