/** Golden: an image cannot be pulled, its pod is never ready, and the test that waits for it runs out of time. */
import { klog, makeBook, makeDice, spaced } from './book.ts';
import type { Scenario } from './scenario.ts';

const START = Date.UTC(2026, 6, 9, 13, 0, 0);
const SECOND = 1000;

export function kubernetesImage(): Scenario {
  return {
    name: 'Kubernetes: an image cannot be pulled and a test waits in vain',
    failed: { 'node-worker2/kubelet.log': kubelet(), 'test/e2e.log': endToEnd() },
    expected: {
      category: 'dependency',
      first: { member: /kubelet\.log$/, text: /checkout-api:2\.14\.0/ },
      summary: [/checkout-api:2\.14\.0/],
      roles: [{ text: /AssertionError|TimeoutError|not ready/, role: ['echo'] }],
    },
  };
}

function kubelet(): string {
  const dice = makeDice(41);
  const book = makeBook(dice);
  book.noise(
    { from: START, to: START + 900 * SECOND, every: 1500 },
    at =>
      `I${klog(at)}    1412 kubelet_getters.go:218] "Pod status updated" pod="kube-system/${dice.pick(['coredns-5d78c9869d-x2lqp', 'kube-proxy-7tzzk', 'kindnet-9fd2k'])}" status="Running"`,
  );
  book.noise(
    { from: START, to: START + 900 * SECOND, every: 4000 },
    at =>
      `I${klog(at)}    1412 reconciler_common.go:231] "operationExecutor.MountVolume started for volume \\"config-${dice.int(1, 40)}\\" (UniqueName: \\"kubernetes.io/configmap/${dice.uuid()}-config\\") pod \\"orders-${dice.hex(5)}\\" "`,
  );
  const image = 'registry.example.net/shop/checkout-api:2.14.0';
  const pod = 'shop/checkout-api-6c8f7d9b54-kq2wz';
  for (let at = START + 200 * SECOND, wait = 10; at < START + 880 * SECOND; at += wait * SECOND, wait = Math.min(300, wait * 2)) {
    book.add(
      at,
      `E${klog(at)}    1412 remote_image.go:180] "PullImage from image service failed" err="rpc error: code = NotFound desc = failed to pull and unpack image \\"${image}\\": failed to resolve reference \\"${image}\\": ${image}: not found" image="${image}"`,
    );
    book.add(
      at + 2,
      `E${klog(at + 2)}    1412 kuberuntime_image.go:53] "Failed to pull image" err="rpc error: code = NotFound desc = failed to pull and unpack image \\"${image}\\": failed to resolve reference \\"${image}\\": ${image}: not found" image="${image}"`,
    );
    book.add(
      at + 20,
      `E${klog(at + 20)}    1412 pod_workers.go:1298] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"api\\" with ImagePullBackOff: \\"Back-off pulling image \\\\\\"${image}\\\\\\"\\"" pod="${pod}" podUID="${dice.uuid()}"`,
    );
  }
  return book.text();
}

function endToEnd(): string {
  const dice = makeDice(42);
  const book = makeBook(dice);
  const line = (at: number, level: string, text: string): void =>
    book.add(at, `${spaced(at, ',')} ${level.padEnd(7)} e2e.cluster ${text}`);
  book.noise(
    { from: START, to: START + 180 * SECOND, every: 700 },
    at => `${spaced(at, ',')} INFO    e2e.cluster GET /api/v1/namespaces/shop/pods/${dice.hex(10)} 200 in ${dice.int(2, 40)} ms`,
  );
  line(START + 190 * SECOND, 'INFO', 'Deploying checkout-api 2.14.0 into namespace shop');
  for (let at = START + 195 * SECOND; at < START + 795 * SECOND; at += 5 * SECOND)
    line(at, 'DEBUG', 'deployment checkout-api: 0 of 1 replicas ready');
  line(START + 796 * SECOND, 'ERROR', 'Pod checkout-api-6c8f7d9b54-kq2wz is not ready after 600 s');
  const end = START + 797 * SECOND;
  line(end, 'ERROR', 'test_checkout_happy_path failed');
  book.add(
    end + 1,
    [
      'Traceback (most recent call last):',
      '  File "/srv/e2e/test_checkout.py", line 48, in test_checkout_happy_path',
      '    cluster.wait_ready("checkout-api", timeout=600)',
      '  File "/srv/e2e/cluster.py", line 112, in wait_ready',
      '    raise TimeoutError(f"{name} not ready after {timeout} s")',
      'TimeoutError: checkout-api not ready after 600 s',
    ].join('\n'),
  );
  line(end + 500, 'INFO', 'Deleting namespace shop');
  return book.text();
}
