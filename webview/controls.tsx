/** The window: its controls; the only file that knows the toolkit which draws them. */
import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';
import { type ComponentChildren, createElement } from 'preact';

export function drawControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton());
}

export interface ButtonLook {
  readonly children: ComponentChildren;
  readonly onClick: () => void;
  readonly primary?: boolean;
  readonly title?: string;
  readonly disabled?: boolean;
}

export function Button({ children, onClick, primary, title, disabled }: ButtonLook) {
  return createElement(
    'vscode-button',
    { appearance: primary ? 'primary' : 'secondary', onClick, title, disabled } as Record<string, unknown>,
    children,
  );
}
