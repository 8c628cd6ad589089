package org.vedette.api.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoctorTest {
  @Test
  void eachNativeLibraryIsNamedAndFoundWhereTheTestsRun() {
    assertThat(Doctor.examine())
        .filteredOn(finding -> finding.state() == Finding.State.OK)
        .extracting(Finding::name)
        .contains("libtorch", "oneDNN of plans", "OpenCV");
  }
}
