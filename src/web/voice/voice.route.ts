/** All addresses of people's voice. Pictures of maps stand before the codes of reports. */
import type { Hono } from 'hono';
import type { Site, WebEnv } from '../request.ts';
import { deskReportRoutes } from './desk.route.ts';
import { deskDraftRoutes } from './desk-draft.route.ts';
import { deskSurveyRoutes } from './desk-survey.route.ts';
import { draftRoutes } from './draft.route.ts';
import { placeRoutes } from './place.route.ts';
import { ratingRoutes } from './rating.route.ts';
import { readRoutes } from './read.route.ts';
import { sendRoutes } from './send.route.ts';
import { surveyRoutes } from './survey.route.ts';

export function voiceRoutes(app: Hono<WebEnv>, site: Site): void {
  placeRoutes(app, site);
  sendRoutes(app, site);
  readRoutes(app, site);
  draftRoutes(app, site);
  surveyRoutes(app, site);
  ratingRoutes(app, site);
  deskReportRoutes(app, site);
  deskDraftRoutes(app, site);
  deskSurveyRoutes(app, site);
}
