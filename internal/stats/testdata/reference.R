# Makes reference.txt: random cases of every method, worked out with base R.
# Where base R has the method (prop.test, poisson.test, binom.test, t.test, lm,
# prop.trend.test, p.adjust, quantile) that is used; the rest is written out
# from the definition, without looking at the Go code.
# Run: Rscript reference.R CASES > reference.txt
# Each line: method inputs = outputs. NA is a missing period.
options(warn = -1)
cases <- as.integer(commandArgs(TRUE)[1])
set.seed(20)
z <- function(conf) qnorm(1 - (1 - conf) / 2)
levels <- c(0.95, 0.998)
say <- function(method, inputs, outputs) {
  show <- function(v) paste(ifelse(is.na(v), "NA", sprintf("%.17g", v)), collapse = " ")
  cat(paste(method, show(as.numeric(inputs)), "=", show(as.numeric(outputs))), "\n", sep = "")
}
repeated <- function(f) for (i in seq_len(cases)) f()
size <- function(top = 5000) floor(exp(runif(1, 0, log(top)))) + 1

wilson <- function(x, n, conf) prop.test(x, n, conf.level = conf, correct = FALSE)$conf.int[1:2]
# Limits as roots of (p - q)^2 = z^2 q (1 - q) / n, for effective samples.
score <- function(p, n, conf) {
  c <- z(conf)^2 / n
  sort(Re(polyroot(c(p^2, -(2 * p + c), 1 + c))))
}
byar <- function(x, conf) {
  k <- z(conf); y <- x + 1
  c(x * (1 - 1 / (9 * x) - k / (3 * sqrt(x)))^3, y * (1 - 1 / (9 * y) + k / (3 * sqrt(y)))^3)
}
count <- function(x, conf) if (x < 10) poisson.test(x, conf.level = conf)$conf.int[1:2] else byar(x, conf)
mover <- function(p1, i1, p2, i2) {
  d <- p1 - p2
  c(d, d - sqrt((p1 - i1[1])^2 + (i2[2] - p2)^2), d + sqrt((i1[2] - p1)^2 + (p2 - i2[1])^2))
}

repeated(function() {
  n <- size(); x <- sample(0:n, 1)
  say("wilson", c(x, n), c(wilson(x, n, .95), wilson(x, n, .998)))
})
repeated(function() {
  n <- size(300) + 1; x <- sample(0:n, 1); N <- n + size(5000)
  e <- if (n / N > 0.1) n * (N - 1) / (N - n) else n
  say("wilson-finite", c(x, n, N), c(e, score(x / n, e, .95), score(x / n, e, .998)))
})
repeated(function() {
  x <- sample(c(0:15, size(3000)), 1); n <- runif(1, 1, 50000); k <- sample(c(100, 1000, 10000), 1)
  say("rate", c(x, n, k), c(count(x, .95), count(x, .998)) * k / n)
})
repeated(function() {
  x <- sample(c(0:15, size(3000)), 1); e <- runif(1, 0.1, 2 * x + 5)
  say("observed-expected", c(x, e), c(x, count(x, .95), count(x, .998)) / e)
})
repeated(function() {
  a <- size(800) - 1; b <- size(800)
  odds <- function(conf) { p <- binom.test(a, a + b, conf.level = conf)$conf.int[1:2]; p / (1 - p) }
  say("count-ratio", c(a, b), c(a / b, odds(.95), odds(.998)))
})
repeated(function() {
  v <- round(rnorm(sample(3:30, 1), runif(1, -50, 50), runif(1, 0.5, 20)), 2); m <- round(mean(v) + rnorm(1), 2)
  t <- t.test(v, mu = m)
  say("student", c(m, v), c(mean(v), sd(v), t$conf.int[1:2], t.test(v, conf.level = .998)$conf.int[1:2], t$statistic, t$p.value))
})
repeated(function() {
  n1 <- size(3000); n2 <- size(3000); x1 <- sample(0:n1, 1); x2 <- sample(0:n2, 1)
  d <- unlist(lapply(levels, function(l) mover(x1 / n1, wilson(x1, n1, l), x2 / n2, wilson(x2, n2, l))))
  t <- prop.test(c(x1, x2), c(n1, n2), correct = FALSE)
  p <- if (is.nan(t$p.value)) 1 else t$p.value
  stat <- if (is.nan(t$statistic)) 0 else sign(x1 / n1 - x2 / n2) * sqrt(t$statistic)
  say("newcombe", c(x1, n1, x2, n2), c(d[c(1:3, 5:6)], stat, p))
})
repeated(function() {
  n1 <- runif(1, 500, 40000); n2 <- runif(1, 500, 40000)
  x1 <- sample(c(0:15, size(900)), 1); x2 <- sample(c(1:15, size(900)), 1)
  d <- unlist(lapply(levels, function(l) 1000 * mover(x1 / n1, count(x1, l) / n1, x2 / n2, count(x2, l) / n2)))
  r <- poisson.test(c(x1, x2), c(n1, n2))
  say("mover", c(x1, n1, x2, n2), c(d[c(1:3, 5:6)], r$estimate, r$conf.int[1:2], r$p.value))
})
repeated(function() {
  a <- round(rnorm(sample(3:25, 1), 20, runif(1, 1, 9)), 2); b <- round(rnorm(sample(3:25, 1), 22, runif(1, 1, 9)), 2)
  t <- t.test(a, b)
  say("welch", c(length(a), a, b), c(mean(a) - mean(b), t$conf.int[1:2], t.test(a, b, conf.level = .998)$conf.int[1:2], t$statistic, t$parameter, t$p.value))
})
repeated(function() {
  v <- round(runif(2, 20, 60), 1); h <- round(runif(2, 0.5, 8), 1)
  se <- 2 * h / (2 * z(.95)); s <- sqrt(sum(se^2)); d <- v[1] - v[2]
  say("published", c(v[1], v[1] - h[1], v[1] + h[1], v[2], v[2] - h[2], v[2] + h[2]),
    c(d, d - z(.95) * s, d + z(.95) * s, d - z(.998) * s, d + z(.998) * s, d / s, 2 * pnorm(-abs(d / s))))
})
repeated(function() {
  n <- size(); x <- sample(0:n, 1); p0 <- runif(1, 0.01, 0.99)
  t <- prop.test(x, n, p0, correct = FALSE)
  say("score-test", c(x, n, p0), c(sign(x / n - p0) * sqrt(t$statistic), t$p.value))
})
# p of a rate: where the limit of section 3 meets the benchmark.
repeated(function() {
  x <- sample(c(0:15, size(400)), 1); n <- runif(1, 10, 9000); r0 <- max(x, 1) / n * exp(rnorm(1) / sqrt(x + 1))
  m <- n * r0
  p <- if (x < 10) min(1, 2 * min(ppois(x, m), ppois(x - 1, m, lower.tail = FALSE))) else {
    y <- x + 1
    low <- function(k) x * (1 - 1 / (9 * x) - k / (3 * sqrt(x)))^3 - m
    high <- function(k) y * (1 - 1 / (9 * y) + k / (3 * sqrt(y)))^3 - m
    k <- 0
    if (low(0) > 0) k <- uniroot(low, c(0, 60), tol = 1e-13)$root
    if (high(0) < 0) k <- uniroot(high, c(0, 60), tol = 1e-13)$root
    2 * pnorm(-k)
  }
  say("rate-test", c(x, n, r0), p)
})
trend <- function(t, v, se) {
  f <- summary(lm(v ~ t, weights = 1 / se^2))
  s <- sqrt(f$cov.unscaled[2, 2])
  left <- sapply(seq_along(t), function(i) coef(lm(v[-i] ~ t[-i], weights = 1 / se[-i]^2))[2])
  slope <- f$coefficients[2, 1]
  chi2 <- (slope / s)^2
  result <- if (chi2 > qchisq(.998, 1) && all(sign(left) == sign(slope))) sign(slope) else 0
  c(slope, s, chi2, left, result)
}
repeated(function() {
  t <- 2018 + sort(sample(0:6, 5)); n <- size() + 30
  p <- pmin(.95, pmax(.02, .4 + (t - 2020) * runif(1, -.06, .06))); x <- rbinom(5, n, p)
  i <- sapply(x, function(x) wilson(x, n, .95))
  say("trend", c(t, x, rep(n, 5)), trend(t, x / n, (i[2, ] - i[1, ]) / 3.92))
})
repeated(function() {
  t <- sort(sample(0:30, sample(3:12, 1))); n <- replicate(length(t), size() + 5); x <- rbinom(length(t), n, .3 + t / 100)
  if (sum(x) == 0 || sum(x) == sum(n)) x[1] <- 1
  c <- prop.trend.test(x, n, t)
  say("armitage", c(length(t), t, x, n), c(c$statistic, c$p.value))
})
repeated(function() {
  t <- sort(sample(0:40, sample(3:25, 1))); v <- round(t * runif(1, -.1, .1) + rnorm(length(t)), 1)
  n <- length(t); s <- 0; slopes <- c()
  for (i in 1:(n - 1)) for (j in (i + 1):n) { s <- s + sign(v[j] - v[i]); slopes <- c(slopes, (v[j] - v[i]) / (t[j] - t[i])) }
  ties <- table(v)
  var <- (n * (n - 1) * (2 * n + 5) - sum(ties * (ties - 1) * (2 * ties + 5))) / 18
  k <- if (s == 0) 0 else (s - sign(s)) / sqrt(var)
  say("kendall", c(t, v), c(s, var, k, 2 * pnorm(-abs(k)), median(slopes)))
})
repeated(function() {
  v <- round(rnorm(sample(1:40, 1), 50, 20), 1)
  say("quartiles", v, quantile(v, c(.25, .5, .75, .1, .9), type = 7))
})
repeated(function() {
  p <- c(runif(sample(1:20, 1)), runif(sample(1:20, 1))^6)
  say("discovery", p, p.adjust(p, "BH"))
})

# Rules of section 9 for one segment; limits may differ by point. Bits of a
# flag: 1 outside, 2 trend, 4 two in three, 8 shift.
rules <- function(y, mean, lower, upper) {
  n <- length(y); flag <- rep(0, n); has <- !is.na(y)
  near <- function(limit) mean + 2 / 3 * (limit - mean)
  out <- has & (y > upper | y < lower)
  side <- ifelse(has, sign(y - mean), NA)
  far <- has & !out & ((side > 0 & y > near(upper)) | (side < 0 & y < near(lower)))
  flag[out] <- 1
  add <- function(at, bit) flag[at] <<- bitwOr(flag[at], bit)
  for (i in seq_len(max(0, n - 6))) {
    w <- i:(i + 6)
    if (all(has[w])) {
      d <- diff(y[w])
      if (all(d > 0) || all(d < 0)) for (j in w) add(j, 2)
      if (all(side[w] == 1) || all(side[w] == -1)) for (j in w) add(j, 8)
    }
  }
  for (i in seq_len(max(0, n - 2))) {
    w <- i:(i + 2)
    if (all(has[w]) && (all(side[w] == 1) || all(side[w] == -1)) && sum(far[w]) >= 2) for (j in w[far[w]]) add(j, 4)
  }
  flag
}
xmr <- function(y, screen, baseline) {
  present <- which(!is.na(y))
  base <- if (baseline > 0 && length(present) >= baseline) seq_len(present[baseline]) else seq_along(y)
  mr <- abs(diff(y[base])); mr <- mr[!is.na(mr)]
  m <- mean(mr)
  if (screen == 1 && m > 0) m <- mean(mr[mr < 3.267 * m])
  c <- mean(y[base], na.rm = TRUE)
  list(mean = c, m = m, lower = c - 2.66 * m, upper = c + 2.66 * m)
}
series <- function() {
  n <- sample(11:40, 1)
  # Values to a hundredth of a seventh: a mean never falls on one by chance.
  y <- round(cumsum(rnorm(n, runif(1, -.3, .3), .3)) + rnorm(n, 50, 2), 2) + 1 / 7 * runif(n)
  if (runif(1) < .5) y[sample(2:(n - 1), 1)] <- NA
  y
}
repeated(function() {
  y <- series(); screen <- sample(0:1, 1); baseline <- sample(c(0, 0, 12, 15), 1)
  l <- xmr(y, screen, baseline)
  say("xmr", c(screen, baseline, y), c(l$mean, l$m, l$lower, l$upper, rules(y, l$mean, l$lower, l$upper)))
})
repeated(function() {
  primed <- sample(0:1, 1); rate <- sample(0:1, 1); k <- sample(c(1, 100), 1)
  m <- sample(11:30, 1); n <- round(runif(m, 200, 900)); p <- pmin(.9, pmax(.05, .3 + rnorm(m, 0, .05)))
  x <- if (rate == 1) rpois(m, n * p) else rbinom(m, n, p)
  c <- sum(x) / sum(n); se <- if (rate == 1) sqrt(c / n) else sqrt(c * (1 - c) / n)
  s <- if (primed == 1) mean(abs(diff((x / n - c) / se))) / 1.128 else 1
  say("laney", c(primed, rate, k, x, n), c(k * c, s, k * (c - 3 * s * se), k * (c + 3 * s * se), rules(x / n, c, c - 3 * s * se, c + 3 * s * se)))
})
# Labels of the funnel: -2 below 99.8 ... 2 above 99.8.
label <- function(limits95, limits998, b) {
  one <- function(i) (i[, 1] > b) - (i[, 2] < b)
  one(limits95) + one(limits998)
}
adjusted <- function(score, w) {
  q <- quantile(score, c(.1, .9), type = 7); score <- pmin(pmax(score, q[1]), q[2])
  phi <- mean(score^2); I <- length(w)
  c(phi, max(0, (I * phi - (I - 1)) / (sum(w) - sum(w^2) / sum(w))))
}
repeated(function() {
  I <- sample(10:40, 1); n <- replicate(I, size(2000) + 10); p <- pmin(.9, pmax(.02, .3 + rnorm(I, 0, sample(c(.001, .08), 1))))
  x <- rbinom(I, n, p); if (sum(x) == 0) x[1] <- 1
  p0 <- sum(x) / sum(n); i95 <- t(mapply(wilson, x, n, .95)); i998 <- t(mapply(wilson, x, n, .998))
  lines <- function(conf) { h <- z(conf) * sqrt(p0 * (1 - p0) / n[1]); c(max(0, p0 - h), min(1, p0 + h)) }
  d <- adjusted(2 * sqrt(n) * (asin(sqrt(x / n)) - asin(sqrt(p0))), 4 * n)
  wide <- function(conf) { h <- z(conf) * sqrt(1 / (4 * n[1]) + d[2]); a <- asin(sqrt(p0)); sin(c(max(0, a - h), min(pi / 2, a + h)))^2 }
  say("funnel", c(x, n), c(p0, lines(.95), lines(.998), d, wide(.95), wide(.998), label(i95, i998, p0)))
})
repeated(function() {
  I <- sample(10:40, 1); n <- runif(I, 500, 60000); x <- rpois(I, n * .002 * exp(rnorm(I, 0, sample(c(.01, .4), 1)))); x[1] <- x[1] + 1
  r0 <- sum(x) / sum(n); i95 <- t(sapply(x, count, .95)) / n; i998 <- t(sapply(x, count, .998)) / n
  d <- adjusted(2 * sqrt(n) * (sqrt(x / n) - sqrt(r0)), 4 * n)
  o <- sample(1:800, 1); e <- poisson.test(o, conf.level = .95)$conf.int
  say("rate-funnel", c(x, n, o), c(1e4 * r0, d, label(i95, i998, r0), e[2] / r0, 1e4 * o / (e[2] / r0), e[1] / r0, 1e4 * o / (e[1] / r0)))
})
