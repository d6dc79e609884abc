import { guard } from './guard';
import { connect } from './memory/link';
import { start, stop, track } from './memory/tracker';

guard(() =>
  window.footfall!.part!('memory', (link) => {
    connect(link);
    return { start: guard(start), stop: guard(stop), track: guard(track) };
  }),
)();
