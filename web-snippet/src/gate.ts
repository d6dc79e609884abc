import { update } from './gate/update';
import { connect } from './gate/link';
import { guard } from './guard';

guard(() =>
  window.footfall!.part!('gate', (link) => {
    connect(link);
    return { update: guard(update) };
  }),
)();
