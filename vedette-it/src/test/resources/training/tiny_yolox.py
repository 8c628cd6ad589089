# The smallest run that has everything which a resumed run must go on with: mixed images, sizes that
# change, rates that change by step and by epoch, averaged weights, gradients of two steps together.
data_root = 'data/'
classes = ('circle', 'square', 'triangle', 'star', 'ring')
img_scale = (64, 64)
max_epochs = 3

norm_cfg = dict(type='BN', momentum=0.03, eps=0.001)
model = dict(
    type='YOLOX',
    data_preprocessor=dict(
        type='DetDataPreprocessor',
        pad_size_divisor=32,
        batch_augments=[
            dict(
                type='BatchSyncRandomResize',
                random_size_range=(64, 128), size_divisor=32, interval=2),
        ]),
    backbone=dict(
        type='CSPDarknet', deepen_factor=0.33, widen_factor=0.125,
        out_indices=(2, 3, 4), norm_cfg=norm_cfg),
    neck=dict(
        type='YOLOXPAFPN', in_channels=[32, 64, 128], out_channels=32,
        num_csp_blocks=1, norm_cfg=norm_cfg),
    bbox_head=dict(
        type='YOLOXHead', num_classes=len(classes), in_channels=32,
        feat_channels=32, stacked_convs=1, norm_cfg=norm_cfg),
    train_cfg=dict(assigner=dict(type='SimOTAAssigner', center_radius=2.5)),
    test_cfg=dict(score_thr=0.01, nms=dict(type='nms', iou_threshold=0.65)))

train_dataloader = dict(
    batch_size=4,
    num_workers=2,
    sampler=dict(type='DefaultSampler', shuffle=True),
    dataset=dict(
        type='MultiImageMixDataset',
        dataset=dict(
            type='CocoDataset',
            metainfo=dict(classes=classes),
            data_root=data_root,
            ann_file='annotations/instances_train.json',
            data_prefix=dict(img='train/'),
            pipeline=[
                dict(type='LoadImageFromFile'),
                dict(type='LoadAnnotations', with_bbox=True),
            ]),
        pipeline=[
            dict(type='Mosaic', img_scale=img_scale, pad_val=114.0),
            dict(
                type='RandomAffine',
                border=(-img_scale[0] // 2, -img_scale[1] // 2)),
            dict(type='YOLOXHSVRandomAug'),
            dict(type='RandomFlip', prob=0.5),
            dict(type='Resize', scale=img_scale, keep_ratio=True),
            dict(type='FilterAnnotations', keep_empty=False, min_gt_bbox_wh=(1, 1)),
            dict(type='PackDetInputs'),
        ]))
val_dataloader = dict(
    batch_size=4,
    num_workers=0,
    sampler=dict(type='DefaultSampler', shuffle=False),
    dataset=dict(
        type='CocoDataset',
        metainfo=dict(classes=classes),
        data_root=data_root,
        ann_file='annotations/instances_val.json',
        data_prefix=dict(img='val/'),
        test_mode=True,
        pipeline=[
            dict(type='LoadImageFromFile'),
            dict(type='LoadAnnotations', with_bbox=True),
            dict(type='PackDetInputs'),
        ]))
val_evaluator = dict(
    type='CocoMetric',
    ann_file=data_root + 'annotations/instances_val.json',
    metric='bbox')

train_cfg = dict(type='EpochBasedTrainLoop', max_epochs=max_epochs, val_interval=1)
val_cfg = dict(type='ValLoop')
optim_wrapper = dict(
    type='OptimWrapper',
    optimizer=dict(type='SGD', lr=0.01, momentum=0.9, nesterov=True, weight_decay=5e-4),
    accumulative_counts=2,
    clip_grad=dict(max_norm=35, norm_type=2),
    paramwise_cfg=dict(bias_decay_mult=0., norm_decay_mult=0.))
param_scheduler = [
    dict(type='LinearLR', start_factor=0.1, by_epoch=False, begin=0, end=4),
    dict(type='MultiStepLR', milestones=[2], by_epoch=True, begin=0, end=max_epochs),
]
default_hooks = dict(
    checkpoint=dict(
        type='CheckpointHook', interval=1, by_epoch=False, max_keep_ckpts=2,
        save_best='coco/bbox_mAP'),
    logger=dict(type='LoggerHook', interval=1))
custom_hooks = [
    dict(type='YOLOXModeSwitchHook', num_last_epochs=1, priority=48),
    dict(type='EMAHook', ema_type='ExpMomentumEMA', momentum=0.001, update_buffers=True),
    dict(type='CheckInvalidLossHook', interval=1),
]
randomness = dict(seed=1)
