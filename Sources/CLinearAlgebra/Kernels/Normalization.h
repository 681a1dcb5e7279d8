// Layer normalisation: mean 0 and variance 1 over each row, then gain and bias.

static void normalize(const float *rows, size_t rowStride, int count, int width, const float *gain,
                      const float *bias, float epsilon, bool halves, void *out, size_t outStride) {
  for (int r = 0; r < count; r++) {
    const float *x = (const float *)((const char *)rows + (size_t)r * rowStride);
    char *y = (char *)out + (size_t)r * outStride;
    floats sum = splat(0), squares = splat(0);
    for (int j = 0; j < width; j += lanes) sum += masked(load(x + j), lanesBelow(width - j));
    float mean = total(sum) / (float)width;
    for (int j = 0; j < width; j += lanes) {
      floats d = masked(load(x + j) - mean, lanesBelow(width - j));
      squares += d * d;
    }
    float scale = 1 / __builtin_sqrtf(total(squares) / (float)width + epsilon);
    for (int j = 0; j < width; j += lanes) {
      floats z = (load(x + j) - mean) * scale * load(gain + j) + load(bias + j);
      if (halves) *(halvesInMemory *)(y + 2 * j) = rounded(z);
      else store(y + 4 * j, z);
    }
  }
}
