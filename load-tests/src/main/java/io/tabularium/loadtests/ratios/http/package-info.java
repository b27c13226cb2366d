/**
 * HTTP/1.1 clients that put little load on the machine: steady loads and single requests.
 *
 * <p>Uses {@code measurement} and {@code data}.
 */
package io.tabularium.loadtests.ratios.http;
