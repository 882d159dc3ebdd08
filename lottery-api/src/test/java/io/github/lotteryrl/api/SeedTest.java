// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Expected values: Python 3, {@code struct.unpack('>q', hashlib.sha256(struct.pack('>q', value) + name.encode()).digest()[:8])}.
 */
class SeedTest {

    @Test
    void derivesByName() {
        assertThat(Seed.of(0).derive("a").value()).isEqualTo(-2882713482970511255L);
        assertThat(Seed.of(7).derive("actions").value()).isEqualTo(-2111301331779481849L);
        assertThat(Seed.of(-1).derive("größe").value()).isEqualTo(-2470390085168734435L);
        assertThat(Seed.of(0).derive("mask/weights").derive("level", 12).value())
                .isEqualTo(-3426696939132798209L);
    }

    @Test
    void streamStartsFromTheDigest() {
        assertThat(Seed.of(7).random().state())
                .containsExactly(0xa3eb8db89fc5123cL, 0xcfd49585059f292bL, 0xc40a1c0d550b860fL, 0x24f84efb4760fbf2L);
    }
}
