import type { ComposeTemplate } from '../../../contract/compose-files';
import { msg } from '../../../../texts/msg';

export const pythonWorker: ComposeTemplate = {
  id: 'python-worker',
  title: msg('Python worker with a queue'),
  description: msg('A worker that takes tasks out of a queue in Redis; start more of them by scale.'),
  images: ['python:3.13-slim', 'redis:8-alpine'],
  files: [
    {
      path: 'compose.yaml',
      text: `services:
  worker:
    build: ./worker
    restart: unless-stopped
    environment:
      REDIS_HOST: queue
    depends_on:
      queue:
        condition: service_healthy

  queue:
    image: redis:8-alpine
    restart: unless-stopped
    volumes:
      - queue-data:/data
    healthcheck:
      test: ["CMD", "redis-cli", "ping"]
      interval: 5s
      timeout: 3s
      retries: 10

volumes:
  queue-data:
`,
    },
    {
      path: 'worker/Dockerfile',
      text: `FROM python:3.13-slim
WORKDIR /app
RUN pip install --no-cache-dir redis
COPY worker.py .
CMD ["python", "-u", "worker.py"]
`,
    },
    {
      path: 'worker/worker.py',
      text: `import os

import redis

queue = redis.Redis(host=os.environ.get("REDIS_HOST", "localhost"))
print("waiting: docker compose exec queue redis-cli rpush tasks hello")
while True:
    _, task = queue.blpop("tasks")
    print("done:", task.decode())
`,
    },
  ],
};
