package org.vedette.engine;

/** Where a run stands that goes on from a checkpoint. */
final class ResumePlace {
  /** Among the facts of a run: how many steps an epoch had. MMEngine's runs do not tell. */
  private static final String LENGTH = "vedette_epoch_length";

  private ResumePlace() {}

  /** Notes the length of an epoch in a new run. */
  static void begin(Run run) {
    run.scalars().info().put(LENGTH, (long) run.span().epochLength());
  }

  /**
   * Puts a run where its checkpoint stood. When an epoch has another number of steps by now, for
   * another batch size or other data, the iteration says nothing about the place in an epoch any
   * more: the run goes on at the beginning of the epoch that was under way.
   *
   * @param epoch epochs that were done
   * @param iteration steps that were done
   */
  static void stand(Run run, int epoch, long iteration) {
    int length = run.span().epochLength();
    long begin = (long) epoch * length;
    Object saved = run.scalars().info().get(LENGTH);
    boolean same = saved instanceof Number before && before.longValue() == length;
    boolean other = saved instanceof Number && !same;
    // A run that tells may have been saved after the last step of an epoch, before the epoch ended.
    boolean outside = iteration < begin || iteration >= begin + length + (same ? 1 : 0);
    long stands = iteration;
    if (run.span().byEpoch() && (other || outside)) {
      stands = begin;
      run.log()
          .warn(
              "An epoch has {} steps now, which it had not when the checkpoint was saved: the run"
                  + " goes on at the beginning of epoch {}, after iteration {} (it was {})",
              length,
              epoch + 1,
              stands,
              iteration);
    }
    begin(run);
    run.standAt(epoch, stands);
    run.schedulers().forEach(schedule -> schedule.resumeAt(run.iteration()));
  }
}
