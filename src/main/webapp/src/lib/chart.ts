/** The drawing of the main chart, in a bundle of its own that loads after the page. */

import { LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

export interface Drawing {
  name: string;
  /** Of a point that still runs the value will grow: the line to it is dashed. */
  points: { short: string; long: string; value: number; running: boolean }[];
  /** Writes a value of the axis or the tooltip. */
  write: (value: number) => string;
}

export interface Canvas {
  draw(drawing: Drawing): void;
  resize(): void;
  close(): void;
}

/** Colours come from the custom properties of the element, so that a drawing follows the theme when drawn again. */
export function open(element: HTMLElement): Canvas {
  const chart = init(element, null, { renderer: 'canvas' });
  return {
    draw: (drawing) => chart.setOption(option(drawing, paletteOf(element)), { notMerge: true }),
    resize: () => chart.resize(),
    close: () => chart.dispose(),
  };
}

interface Palette {
  accent: string;
  wash: string;
  line: string;
  quiet: string;
  raised: string;
  ink: string;
  font: string;
}

function paletteOf(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    accent: colour('accent'),
    wash: colour('accent-wash'),
    line: colour('line'),
    quiet: colour('quiet'),
    raised: colour('raised'),
    ink: colour('ink'),
    font: style.fontFamily,
  };
}

function option({ name, points, write }: Drawing, palette: Palette): EChartsCoreOption {
  const text = { color: palette.quiet, fontFamily: palette.font, fontSize: 12 };
  const dot = points.length === 1;
  const end = points.findIndex((point) => point.running);
  const whole = points.map((point) => (point.running ? null : point.value));
  // From the last whole point on, which has its own mark only where it is the end.
  const running = points.map((point, index) => {
    if (point.running) return point.value;
    return index === end - 1 ? { value: point.value, symbol: 'none' } : null;
  });
  return {
    animationDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 350,
    animationDurationUpdate: 0,
    grid: { left: 4, right: 20, top: 16, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      boundaryGap: dot,
      data: points.map((point) => point.short),
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
      axisLabel: { ...text, hideOverlap: true, margin: 12 },
    },
    yAxis: {
      type: 'value',
      min: 0,
      minInterval: 1,
      splitNumber: 4,
      axisLabel: { ...text, formatter: write },
      splitLine: { lineStyle: { color: palette.line } },
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: palette.raised,
      borderColor: palette.line,
      padding: [8, 12],
      textStyle: { color: palette.ink, fontFamily: palette.font, fontSize: 13 },
      axisPointer: { lineStyle: { color: palette.quiet, type: 'solid' } },
      formatter: (items: { dataIndex: number }[]) => tip(name, points[items[0]?.dataIndex ?? 0], write),
    },
    series: [
      { ...line(whole, palette, dot), areaStyle: { color: palette.wash } },
      { ...line(running, palette, true), lineStyle: { width: 2, color: palette.accent, type: 'dashed' } },
    ],
  };
}

function line(data: unknown[], { accent }: Palette, showSymbol: boolean): object {
  return {
    type: 'line',
    data,
    showSymbol,
    symbol: 'circle',
    symbolSize: 7,
    lineStyle: { width: 2, color: accent },
    itemStyle: { color: accent },
  };
}

/** An element, not markup: nothing is parsed, and no inline style is needed. */
function tip(name: string, point: Drawing['points'][number] | undefined, write: Drawing['write']): HTMLElement {
  const box = document.createElement('div');
  const value = document.createElement('strong');
  value.textContent = `${write(point?.value ?? 0)} ${name}`;
  box.append(point?.long ?? '', document.createElement('br'), value);
  return box;
}
