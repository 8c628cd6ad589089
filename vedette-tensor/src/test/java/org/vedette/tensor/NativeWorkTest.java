package org.vedette.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vedette.base.ShutdownException;

@Timeout(20)
class NativeWorkTest {
  private final NativeWork work = new NativeWork();

  @Test
  void theEndWaitsForWorkUnderWayAndRefusesMore() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    boolean[] go = {true};
    Thread worker =
        new Thread(
            () -> {
              work.enter();
              entered.countDown();
              spinWhile(go);
              work.enter();
              work.leave();
              work.leave();
            });
    worker.start();
    entered.await();
    Thread end = new Thread(work::close);
    end.start();
    end.join(300);
    assertThat(end.isAlive()).as("waits for work").isTrue();
    assertThatThrownBy(work::enter).isInstanceOf(ShutdownException.class);
    synchronized (go) {
      go[0] = false;
    }
    end.join();
    worker.join();
  }

  private static void spinWhile(boolean[] go) {
    boolean more = true;
    while (more) {
      synchronized (go) {
        more = go[0];
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void theEndDoesNotWaitForAThreadThatForgotToLeaveOrItselfWaits() throws InterruptedException {
    Thread gone = new Thread(work::enter);
    gone.start();
    gone.join();
    CountDownLatch entered = new CountDownLatch(1);
    Thread asleep =
        new Thread(
            () -> {
              work.enter();
              entered.countDown();
              try {
                Thread.sleep(60_000);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    asleep.start();
    entered.await();
    work.close();
    asleep.interrupt();
    asleep.join();
  }

  @Test
  void theEndDoesNotWaitWhereNothingIsDone() {
    work.enter();
    work.enter();
    work.leave();
    work.leave();
    work.close();
    assertThatThrownBy(work::enter).isInstanceOf(ShutdownException.class);
  }
}
