#!/usr/bin/env python3
"""Prints which of 20 photos random_subset() draws with seed 7 (RandomSubset.DoesNotDependOnTheStandardLibrary).

MT19937-64 from Nishimura and Matsumoto's description, the remainder of each value, a Fisher-Yates shuffle cut short.
"""

MASK = 2**64 - 1


class MersenneTwister64:
    def __init__(self, seed):
        self.state = [seed]
        for i in range(1, 312):
            last = self.state[-1]
            self.state.append((6364136223846793005 * (last ^ (last >> 62)) + i) & MASK)
        self.position = 312

    def __call__(self):
        if self.position == 312:
            for k in range(312):
                x = (self.state[k] & 0xFFFFFFFF80000000) | (self.state[(k + 1) % 312] & 0x7FFFFFFF)
                self.state[k] = self.state[(k + 156) % 312] ^ (x >> 1) ^ (0xB5026F5AA96619E9 if x & 1 else 0)
            self.position = 0
        x = self.state[self.position]
        self.position += 1
        x ^= (x >> 29) & 0x5555555555555555
        x ^= (x << 17) & 0x71D67FFFEDA60000
        x ^= (x << 37) & 0xFFF7EEE000000000
        return x ^ (x >> 43)


def main():
    check = MersenneTwister64(5489)
    values = [check() for _ in range(10000)]
    assert values[-1] == 9981545732273789042  # the C++ standard's own test value

    random = MersenneTwister64(7)
    photos = list(range(20))
    for i in range(5):
        j = i + random() % (20 - i)
        photos[i], photos[j] = photos[j], photos[i]
    print(sorted(photos[:5]))


if __name__ == "__main__":
    main()
