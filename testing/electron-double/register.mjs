// `node --import tsx --import <this file> out/main/electron.js` runs the built main process on the double.
import { register } from 'node:module';

register('./resolve-hook.mjs', import.meta.url);
