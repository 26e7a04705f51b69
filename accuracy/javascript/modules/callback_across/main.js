import { each } from './each';

each(() => f());
function f() {}
