/** The window, agents: the name of a tool, which leads to its definition where the host has an editor to show it in. */
import { oneLine } from '../../src/tools/render/safe.ts';
import { told } from '../acts.ts';
import { useDesk } from '../desk.ts';
import { t } from '../words.ts';

export function ToolName({ tool }: { tool: string }) {
  const desk = useDesk();
  const name = <bdi>{oneLine(tool)}</bdi>;
  if (!desk.start.acts.includes('open_tool')) return name;
  const open = async () => {
    const { opened, looked } = await desk.engine.open_tool({ tool });
    return opened ? t('Opened {0}.', opened) : looked;
  };
  return (
    <button
      type="button"
      class="link"
      onClick={() => void told(desk, open)}
      title={t('Where this tool is defined in the workspace')}
    >
      {name}
    </button>
  );
}
