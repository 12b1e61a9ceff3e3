import type { ComposeTemplate } from '../../../contract/compose-files';
import { msg } from '../../../../texts/msg';

export const nginxSite: ComposeTemplate = {
  id: 'nginx-site',
  title: msg('Static pages with nginx'),
  description: msg('Serves the folder “site” on port 8080; a changed file is seen at once.'),
  images: ['nginx:1.28-alpine'],
  files: [
    {
      path: 'compose.yaml',
      text: `services:
  web:
    image: nginx:1.28-alpine
    restart: unless-stopped
    ports:
      - "127.0.0.1:\${PORT:-8080}:80"
    volumes:
      - ./site:/usr/share/nginx/html:ro
    healthcheck:
      test: ["CMD", "wget", "-q", "--spider", "http://127.0.0.1/"]
      interval: 10s
      timeout: 3s
      retries: 3
`,
    },
    {
      path: 'site/index.html',
      text: '<!doctype html>\n<html lang="en">\n  <title>It works</title>\n  <h1>It works</h1>\n</html>\n',
    },
  ],
};

export const nodeApp: ComposeTemplate = {
  id: 'node-app',
  title: msg('Node.js with watch'),
  description: msg('Needs compose 2: builds a small server on port 3000, and “watch” copies changed files into it.'),
  images: ['node:22-alpine'],
  files: [
    {
      path: 'compose.yaml',
      text: `services:
  app:
    build: .
    restart: unless-stopped
    environment:
      PORT: "3000"
    ports:
      - "127.0.0.1:\${PORT:-3000}:3000"
    healthcheck:
      test: ["CMD", "wget", "-q", "--spider", "http://127.0.0.1:3000/"]
      interval: 10s
      timeout: 3s
      retries: 3
    develop:
      watch:
        - action: sync
          path: ./src
          target: /app/src
        - action: rebuild
          path: package.json
`,
    },
    {
      path: 'Dockerfile',
      text: `FROM node:22-alpine
WORKDIR /app
COPY package.json ./
RUN npm install --omit=dev
COPY src ./src
USER node
CMD ["node", "--watch", "src/server.js"]
`,
    },
    { path: 'package.json', text: '{\n  "name": "app",\n  "private": true,\n  "type": "module"\n}\n' },
    {
      path: 'src/server.js',
      text: `import http from 'node:http';

http
  .createServer((request, response) => response.end(\`You asked for \${request.url}\\n\`))
  .listen(Number(process.env.PORT ?? 3000));
`,
    },
    { path: '.dockerignore', text: 'node_modules\n.git\n' },
  ],
};
