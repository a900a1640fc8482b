package org.tsudoi.collusion.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

/// Arrows between the nodes 0 to size − 1, without loops and without doubles.
final class Digraph {
    private final int[][] out;

    /// @param out where the arrows of each node lead, ascending
    Digraph(int[][] out) {
        this.out = out;
    }

    int size() {
        return out.length;
    }

    int[] out(int node) {
        return out[node];
    }

    boolean leads(int from, int to) {
        return Arrays.binarySearch(out[from], to) >= 0;
    }

    /// @param nodes ascending; the first of them is node 0 of the part
    Digraph part(int[] nodes) {
        var part = new int[nodes.length][];
        for (int node = 0; node < nodes.length; node++) {
            part[node] = Arrays.stream(out[nodes[node]])
                    .map(to -> Arrays.binarySearch(nodes, to))
                    .filter(to -> to >= 0)
                    .toArray();
        }
        return new Digraph(part);
    }

    /// Each arrow in both directions.
    Digraph bothWays() {
        var all = new ArrayList<TreeSet<Integer>>();
        for (int node = 0; node < size(); node++) all.add(new TreeSet<>());
        for (int from = 0; from < size(); from++) {
            for (int to : out[from]) {
                all.get(from).add(to);
                all.get(to).add(from);
            }
        }
        return new Digraph(all.stream()
                .map(set -> set.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new));
    }

    /// The strongly connected components of two nodes or more (Tarjan 1972, without recursion), nodes ascending.
    List<int[]> strongComponents(Steps steps) {
        var walk = new Walk(size());
        var components = new ArrayList<int[]>();
        var open = new ArrayDeque<Integer>();
        var isOpen = new boolean[size()];
        for (int root = 0; root < size(); root++) {
            if (walk.isKnown(root)) continue;
            walk.enter(root);
            open.push(root);
            isOpen[root] = true;
            while (!walk.path.isEmpty()) {
                int node = walk.path.getFirst();
                if (walk.next[node] < out[node].length) {
                    int to = out[node][walk.next[node]++];
                    steps.one();
                    if (!walk.isKnown(to)) {
                        walk.enter(to);
                        open.push(to);
                        isOpen[to] = true;
                    } else if (isOpen[to]) {
                        walk.low[node] = Math.min(walk.low[node], walk.order[to]);
                    }
                } else {
                    walk.leave();
                    if (walk.low[node] == walk.order[node]) close(node, open, isOpen, components);
                }
            }
        }
        return components;
    }

    private static void close(int root, Deque<Integer> open, boolean[] isOpen, List<int[]> components) {
        var component = new TreeSet<Integer>();
        int node;
        do {
            node = open.pop();
            isOpen[node] = false;
            component.add(node);
        } while (node != root);
        if (component.size() > 1) {
            components.add(component.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    /// Parts that hang together by one node only come apart there (Hopcroft and Tarjan 1973), nodes ascending. To be
    /// asked of a graph whose arrows all lead both ways. Two rings that share one member are two blocks; each
    /// block of a strongly connected graph is strongly connected itself.
    List<int[]> blocks(Steps steps) {
        var walk = new Walk(size());
        var blocks = new ArrayList<int[]>();
        var edges = new ArrayDeque<int[]>();
        for (int root = 0; root < size(); root++) {
            if (walk.isKnown(root)) continue;
            walk.enter(root);
            while (!walk.path.isEmpty()) {
                int node = walk.path.getFirst();
                if (walk.next[node] < out[node].length) {
                    int to = out[node][walk.next[node]++];
                    steps.one();
                    if (!walk.isKnown(to)) {
                        edges.push(new int[] {node, to});
                        walk.enter(to);
                    } else if (to != walk.from[node] && walk.order[to] < walk.order[node]) {
                        edges.push(new int[] {node, to});
                        walk.low[node] = Math.min(walk.low[node], walk.order[to]);
                    }
                } else {
                    walk.leave();
                    int parent = walk.from[node];
                    if (parent >= 0 && walk.low[node] >= walk.order[parent]) {
                        blocks.add(block(parent, node, edges));
                    }
                }
            }
        }
        return blocks;
    }

    private static int[] block(int parent, int node, Deque<int[]> edges) {
        var block = new TreeSet<Integer>();
        int[] edge;
        do {
            edge = edges.pop();
            block.add(edge[0]);
            block.add(edge[1]);
        } while (edge[0] != parent || edge[1] != node);
        return block.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Every way round over three to `longest` nodes, each once and from its smallest node on, at most `most` of them.
    List<int[]> cycles(int longest, int most, Steps steps) {
        var cycles = new ArrayList<int[]>();
        var path = new int[longest];
        for (int root = 0; root < size() && cycles.size() < most; root++) {
            path[0] = root;
            lengthen(path, 1, longest, most, steps, cycles);
        }
        return cycles;
    }

    /// As deep as `longest`, so its recursion is bounded.
    private void lengthen(int[] path, int length, int longest, int most, Steps steps, List<int[]> cycles) {
        for (int to : out[path[length - 1]]) {
            if (!steps.another() || cycles.size() >= most) return;
            if (to == path[0] && length > 2) cycles.add(Arrays.copyOf(path, length));
            if (to <= path[0] || length == longest || isOn(path, length, to)) continue;
            path[length] = to;
            lengthen(path, length + 1, longest, most, steps, cycles);
        }
    }

    private static boolean isOn(int[] path, int length, int node) {
        for (int place = 0; place < length; place++) if (path[place] == node) return true;
        return false;
    }

    /// A walk in depth that remembers where it is, so that no graph is too deep for the stack.
    private static final class Walk {
        final int[] order;
        final int[] low;
        final int[] next;
        final int[] from;
        final Deque<Integer> path = new ArrayDeque<>();
        private int seen;

        Walk(int size) {
            order = new int[size];
            low = new int[size];
            next = new int[size];
            from = new int[size];
        }

        boolean isKnown(int node) {
            return order[node] > 0;
        }

        void enter(int node) {
            from[node] = path.isEmpty() ? -1 : path.getFirst();
            order[node] = ++seen;
            low[node] = seen;
            path.push(node);
        }

        void leave() {
            int node = path.pop();
            if (!path.isEmpty()) low[path.getFirst()] = Math.min(low[path.getFirst()], low[node]);
        }
    }
}
