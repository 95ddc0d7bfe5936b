/** A stream of at least `bytes` characters, the same at every run: about the mix of kinds that public repositories have. */
export function manifests(bytes: number): string {
  const parts: string[] = [];
  for (let length = 0, number = 0; length < bytes; number++) {
    const make = KINDS[number % KINDS.length] ?? service;
    const text = `---\n# Source: shop/templates/part-${number}.yaml\n${make(number)}`;
    parts.push(text);
    length += text.length;
  }
  return parts.join("");
}

type Make = (number: number) => string;

const meta = (number: number): string => `metadata:
  name: part-${number}
  namespace: shop
  labels:
    app.kubernetes.io/name: part-${number}
    app.kubernetes.io/instance: shop
    app.kubernetes.io/managed-by: Helm
`;

const pod = (number: number, volumes: string): string => `    metadata:
      labels:
        app.kubernetes.io/name: part-${number}
        app.kubernetes.io/instance: shop
    spec:
      serviceAccountName: part-${number}
      securityContext:
        runAsUser: 1000
        runAsGroup: 1000
        fsGroup: 1000
      containers:
        - name: main
          image: "example/part:1.${number}.0"
          imagePullPolicy: IfNotPresent
          args: ["--listen", ":8080", "--level=info"]
          env:
            - name: LOG_LEVEL
              value: "info"
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: http
            initialDelaySeconds: 5
          resources:
            requests: {cpu: 100m, memory: 128Mi}
            limits: {memory: 256Mi}
          volumeMounts:
            - name: config
              mountPath: /etc/part
            - name: data
              mountPath: /data
      volumes:
        - name: config
          configMap:
            name: part-${number}
${volumes}`;

const selector = (number: number): string => `  selector:
    matchLabels:
      app.kubernetes.io/name: part-${number}
      app.kubernetes.io/instance: shop
`;

const deployment: Make = (number) => `apiVersion: apps/v1
kind: Deployment
${meta(number)}spec:
  replicas: 2
${selector(number)}  template:
${pod(number, "        - name: data\n          emptyDir: {}\n")}`;

const statefulSet: Make = (number) => `apiVersion: apps/v1
kind: StatefulSet
${meta(number)}spec:
  serviceName: part-${number}
${selector(number)}  template:
${pod(number, "")}  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
`;

const service: Make = (number) => `apiVersion: v1
kind: Service
${meta(number)}spec:
  type: ClusterIP
  ports:
    - name: http
      port: 80
      targetPort: http
  selector:
    app.kubernetes.io/name: part-${number}
    app.kubernetes.io/instance: shop
`;

const configMap: Make = (number) => `apiVersion: v1
kind: ConfigMap
${meta(number)}data:
  part.yaml: |
    listen: 0.0.0.0:8080
    upstreams:
      - http://part-${number}.shop.svc:80
    # comments are text here
    features: {cache: true, trace: false}
  greeting: "hello, part ${number}"
`;

const role: Make = (number) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
${meta(number)}rules:
  - apiGroups: [""]
    resources: [pods, services, endpoints]
    verbs: [get, list, watch]
  - apiGroups:
      - apps
    resources:
      - deployments
    verbs: ["*"]
`;

const KINDS: readonly Make[] = [deployment, service, configMap, role, deployment, service, configMap, statefulSet];
