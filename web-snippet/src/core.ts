import { guard } from './guard';
import { install } from './install';

guard(install)();
