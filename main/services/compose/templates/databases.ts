import type { ComposeTemplate } from '../../../contract/compose-files';
import { msg } from '../../../../texts/msg';

export const postgresAdminer: ComposeTemplate = {
  id: 'postgres-adminer',
  title: msg('PostgreSQL with Adminer'),
  description: msg('A database that keeps its data in a volume, and a page to look into it on port 8081.'),
  images: ['postgres:17', 'adminer:5'],
  files: [
    {
      path: 'compose.yaml',
      text: `services:
  db:
    image: postgres:17
    restart: unless-stopped
    environment:
      POSTGRES_USER: app
      POSTGRES_DB: app
      POSTGRES_PASSWORD: \${DB_PASSWORD:?write it into the file .env}
    volumes:
      - db-data:/var/lib/postgresql/data
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U app -d app"]
      interval: 5s
      timeout: 3s
      retries: 10

  adminer:
    image: adminer:5
    restart: unless-stopped
    depends_on:
      db:
        condition: service_healthy
    ports:
      - "127.0.0.1:\${ADMINER_PORT:-8081}:8080"

volumes:
  db-data:
`,
    },
    { path: '.env', text: '# Read by compose; keep it out of Git.\nDB_PASSWORD=change-me\n' },
    { path: '.gitignore', text: '.env\n' },
  ],
};

export const redisWeb: ComposeTemplate = {
  id: 'redis-web',
  title: msg('Python page with Redis'),
  description: msg('A page of your own that counts its visitors in Redis, on port 8000.'),
  images: ['python:3.13-slim', 'redis:8-alpine'],
  files: [
    {
      path: 'compose.yaml',
      text: `services:
  web:
    build: .
    environment:
      REDIS_HOST: redis
    depends_on:
      redis:
        condition: service_healthy
    ports:
      - "127.0.0.1:\${PORT:-8000}:8000"

  redis:
    image: redis:8-alpine
    command: ["redis-server", "--appendonly", "yes"]
    volumes:
      - redis-data:/data
    healthcheck:
      test: ["CMD", "redis-cli", "ping"]
      interval: 5s
      timeout: 3s
      retries: 10

volumes:
  redis-data:
`,
    },
    {
      path: 'Dockerfile',
      text: `FROM python:3.13-slim
WORKDIR /app
RUN pip install --no-cache-dir redis
COPY app.py .
CMD ["python", "-u", "app.py"]
`,
    },
    {
      path: 'app.py',
      text: `import os
from http.server import BaseHTTPRequestHandler, HTTPServer

import redis

store = redis.Redis(host=os.environ.get("REDIS_HOST", "localhost"))


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        text = f"Visit number {store.incr('visits')}\\n".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(text)


HTTPServer(("", 8000), Page).serve_forever()
`,
    },
    { path: '.dockerignore', text: 'compose.yaml\n.git\n' },
  ],
};
