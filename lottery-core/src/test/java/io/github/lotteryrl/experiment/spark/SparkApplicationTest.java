// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lotteryrl.experiment.Experiment;
import io.github.lotteryrl.experiment.ExperimentListener;
import io.github.lotteryrl.experiment.FolderStore;
import io.github.lotteryrl.experiment.RunStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Settings come as system properties, as from {@code spark-submit}. */
@Timeout(120)
class SparkApplicationTest {

    private static final Map<String, String> SETTINGS = Map.of(
            "spark.driver.host", "127.0.0.1", "spark.driver.bindAddress", "127.0.0.1", "spark.ui.enabled", "false");

    private static final List<Experiment> EXPERIMENTS =
            List.of(SparkExperiments.tickets(SparkExperiments.BANDIT, SparkExperiments.PPO, 1));

    @BeforeEach
    void set() {
        SETTINGS.forEach(System::setProperty);
    }

    @AfterEach
    void clear() {
        SETTINGS.keySet().forEach(System::clearProperty);
        System.clearProperty("spark.master");
    }

    private static SparkApplication application(Optional<String> master, RunStore store) {
        return new SparkApplication(master, store, Optional.of(1), ExperimentListener.SILENT);
    }

    @Test
    void withoutAMasterThereIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> application(Optional.empty(), RunStore.inMemory()))
                .withMessage("no Spark master: neither given nor set by spark-submit");
    }

    @Test
    void aMasterThatIsNoneIsNamed() {
        final SparkApplication application = application(Optional.of("nowhere"), RunStore.inMemory());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> application.run(EXPERIMENTS))
                .withMessageStartingWith("Spark does not start with master 'nowhere': ");
    }

    @Test
    void itEndsWithTheRunsAndCanBeHadAgain(@TempDir Path folder) throws InterruptedException {
        System.setProperty("spark.master", "local[1]");
        final FolderStore store = FolderStore.open(folder.resolve("spark"));
        assertThat(application(Optional.empty(), store).run(EXPERIMENTS)).isEmpty();
        assertThat(store.hash()).isEqualTo(SparkExperiments.localHash(folder.resolve("local"), EXPERIMENTS));
        assertThat(application(Optional.empty(), store).run(EXPERIMENTS)).isEmpty();
    }
}
