// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.envs.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlyphTest {

    @Test
    void strokesShareEqualPoints() {
        final Glyph four = Glyph.parse(List.of("A comment.", "", "4 ~ 1,2 3,4 5,6 1,2 - 3,4 7,8"))
                .get(0);
        assertThat(four.digit()).isEqualTo(4);
        assertThat(four.points()).isEqualTo(4);
        assertThat(four.x(2)).isEqualTo(5);
        assertThat(four.y(2)).isEqualTo(6);
        final Glyph.Stroke curve = four.strokes().get(0);
        assertThat(curve.isSmooth()).isTrue();
        assertThat(curve.isClosed()).isTrue();
        assertThat(curve.length()).isEqualTo(4);
        final Glyph.Stroke line = four.strokes().get(1);
        assertThat(line.isSmooth()).isFalse();
        assertThat(line.isClosed()).isFalse();
        assertThat(line.point(0)).isEqualTo(curve.point(1));
        assertThat(line.point(1)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~ 1,2 3,4 | glyph '~ 1,2 3,4' does not begin with a digit",
                "4 | glyph '4' has no stroke",
                "4 1,2 3,4 | glyph '4 1,2 3,4': '1,2' is neither ~ nor -",
                "4 ~ 1,2 - 1,2 3,4 | glyph '4 ~ 1,2 - 1,2 3,4': a stroke needs two points",
                "4 ~ 1,2 3,-4 | glyph '4 ~ 1,2 3,-4': a stroke needs two points",
                "4 ~ 1,2 3,4 5;6 | glyph '4 ~ 1,2 3,4 5;6': '5;6' is neither ~ nor -",
            },
            quoteCharacter = '"')
    void badLineIsNamed(String line, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Glyph.parse(List.of("", line)))
                .withMessage(message);
    }
}
