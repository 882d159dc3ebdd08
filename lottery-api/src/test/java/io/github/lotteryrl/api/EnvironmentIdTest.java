// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentIdTest {

    @Test
    void parsesAndSortsSettings() {
        final EnvironmentId id = EnvironmentId.parse("MinAtar/Asterix-v1?sticky=0.1&ramping=true");
        assertThat(id.name()).isEqualTo("MinAtar/Asterix-v1");
        assertThat(id.settings()).isEqualTo(Map.of("sticky", "0.1", "ramping", "true"));
        assertThat(id).hasToString("MinAtar/Asterix-v1?ramping=true&sticky=0.1");
        assertThat(EnvironmentId.parse(id.toString())).isEqualTo(id);
    }

    @Test
    void nameAloneHasNoSettings() {
        assertThat(EnvironmentId.parse("gymnasium:ALE/Pong-v5")).hasToString("gymnasium:ALE/Pong-v5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a?b", "a?", "a?=1", "a?b=1&", "a?b=1&b=2", "", " ?b=1"})
    void badIdsAreNamed(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnvironmentId.parse(text))
                .withMessageStartingWith("environment id '");
    }
}
