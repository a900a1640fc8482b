package org.tsudoi.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleTest {
    /// Roots of the trees over the first 1 to 8 of these leaves, published with the log of RFC 6962 (Certificate
    /// Transparency, `merkletree/testonly`).
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static List<byte[]> leaves(int count) {
        return LEAVES.subList(0, count).stream()
                .map(HexFormat.of()::parseHex)
                .map(Merkle::leaf)
                .toList();
    }

    @Test
    void rootsAreThoseOfTheStandard() {
        for (int size = 1; size <= LEAVES.size(); size++) {
            assertThat(HexFormat.of().formatHex(Merkle.root(leaves(size)))).isEqualTo(ROOTS.get(size - 1));
        }
    }

    @Test
    void everyPathLeadsToTheRootAndNoOtherDoes() {
        var leaves = IntStream.range(0, 37)
                .mapToObj(i -> Merkle.leaf(new byte[] {(byte) i}))
                .toList();
        for (int size = 1; size <= leaves.size(); size++) {
            var tree = leaves.subList(0, size);
            var root = Merkle.root(tree);
            var whole = new Merkle.Tree(tree);
            assertThat(whole.root()).isEqualTo(root);
            for (int place = 0; place < size; place++) {
                var path = whole.path(place);
                assertThat(Merkle.rootFrom(tree.get(place), place, size, path)).isEqualTo(root);
                assertThat(Merkle.rootFrom(Merkle.leaf(new byte[] {99}), place, size, path))
                        .isNotEqualTo(root);
                if (size > 1) {
                    int other = (place + 1) % size;
                    assertThat(rootOrNothing(tree.get(place), other, size, path))
                            .isNotEqualTo(root);
                }
            }
        }
    }

    private static byte[] rootOrNothing(byte[] leaf, int place, int size, List<byte[]> path) {
        try {
            return Merkle.rootFrom(leaf, place, size, path);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    @Test
    void aPathThatDoesNotFitIsNotRead() {
        var tree = leaves(5);
        var path = new Merkle.Tree(tree).path(2);
        var longer = new ArrayList<>(path);
        longer.add(path.getFirst());
        assertThatThrownBy(() -> Merkle.rootFrom(tree.get(2), 2, 5, longer))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Merkle.rootFrom(tree.get(2), 2, 5, path.subList(0, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Merkle.rootFrom(tree.get(2), 5, 5, path)).isInstanceOf(IllegalArgumentException.class);
    }
}
