import { t } from '../../../lib/i18n';
import type { Field, TableField } from './fields';

export const text = (path: string, label: string, flag: string, rest: Partial<Field> = {}): Field => ({
  ...{ path, label, flag, kind: 'text' as const },
  ...rest,
});
export const check = (path: string, label: string, flag: string, rest: Partial<Field> = {}): Field => ({
  ...{ path, label, flag, kind: 'check' as const },
  ...rest,
});
export const lines = (path: string, label: string, flag: string, rest: Partial<Field> = {}): Field => ({
  ...{ path, label, flag, kind: 'lines' as const },
  ...rest,
});
export const number = (path: string, label: string, flag: string, rest: Partial<Field> = {}): Field => ({
  ...{ path, label, flag, kind: 'number' as const },
  ...rest,
});
export const bytes = (path: string, label: string, flag: string, rest: Partial<Field> = {}): Field => ({
  ...{ path, label, flag, kind: 'bytes' as const, placeholder: t('no limit') },
  ...rest,
});
export const seconds = (path: string, label: string, flag: string, rest: Partial<Field> = {}): Field => ({
  ...{ path, label, flag, kind: 'seconds' as const, placeholder: t('as the image or engine has it') },
  ...rest,
});

export const pairs = (path: string, label: string, flag: string, one: string): TableField => ({
  ...{ kind: 'table', path, label, flag, one },
  columns: [
    { key: 'name', label: t('Name'), kind: 'text', width: 2 },
    { key: 'value', label: t('Value'), kind: 'long', width: 3 },
  ],
  blank: { name: '', value: '' },
});

export const rates = (path: string, label: string, flag: string, unit: string): TableField => ({
  ...{ kind: 'table', path, label, flag, one: t('device') },
  columns: [
    { key: 'path', label: t('Device'), kind: 'text', width: 3, placeholder: '/dev/sda' },
    { key: 'rate', label: unit, kind: 'number', width: 2 },
  ],
  blank: { path: '', rate: 0 },
});
