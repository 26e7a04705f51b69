const { f } = await import('./lib.mjs');
f();
import('./lib.mjs').then((lib) => lib.g());
